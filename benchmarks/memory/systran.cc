// SYSTRAN's fuzzy-match for the comparison in matchers.py; the README says how to compile it.
//
// usage: systran CORPUS QUERIES INDEX ML MR
//
// CORPUS and QUERIES have one text a line, words divided by one blank: both sides then count the same words.
// INDEX is written, for its size. ML and MR are the library's own: the shortest run of words that a match
// must share, in words and as a part of the query.
// The answer, a line each: CPU seconds of the build; MB in memory after it; then for each query its CPU
// milliseconds and the numbers of its best five texts at 70 %, best first.

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <fuzzy/fuzzy_match.hh>
#include <fuzzy/fuzzy_matcher_binarization.hh>

// The library cuts a score of 70 % that was summed up in floats down to 69.99.
static const float CUTOFF = 0.6999f;
static const unsigned LIMIT = 5;

static double cpu_seconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static fuzzy::Tokens words(const std::string& line) {
  std::istringstream in(line);
  fuzzy::Tokens found;
  for (std::string word; in >> word;) found.push_back(word);
  return found;
}

static long resident_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmRSS:", 0) == 0) return std::atol(line.c_str() + 6) / 1024;
  return 0;
}

static void build(fuzzy::FuzzyMatch& memory, const char* path) {
  std::ifstream corpus(path);
  std::string line;
  for (unsigned number = 0; std::getline(corpus, line); ++number) {
    const auto tokens = words(line);
    if (!tokens.empty()) memory.add_tm(std::to_string(number), tokens, /* sort */ false);
  }
  memory.sort();
}

static void ask(const fuzzy::FuzzyMatch& memory, const std::string& line, int ml, float mr) {
  std::vector<fuzzy::FuzzyMatch::Match> found;
  const double began = cpu_seconds();
  memory.match(words(line), CUTOFF, LIMIT, found, ml, mr);
  std::cout << 1000 * (cpu_seconds() - began);
  for (const auto& match : found) std::cout << ' ' << match.id;
  std::cout << '\n';
}

int main(int count, char** arguments) {
  if (count != 6) {
    std::cerr << "usage: systran CORPUS QUERIES INDEX ML MR\n";
    return 2;
  }
  const double began = cpu_seconds();
  fuzzy::FuzzyMatch memory;
  build(memory, arguments[1]);
  std::cout << cpu_seconds() - began << '\n' << resident_mb() << '\n';
  fuzzy::export_binarized_fuzzy_matcher(arguments[3], memory);
  std::ifstream queries(arguments[2]);
  for (std::string line; std::getline(queries, line);)
    ask(memory, line, std::atoi(arguments[4]), std::atof(arguments[5]));
  return 0;
}
