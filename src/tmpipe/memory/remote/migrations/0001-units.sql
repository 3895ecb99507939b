-- What a memory is on PostgreSQL. Texts are compared byte by byte, on every server alike.
-- A unit is found by hashes of 64 bits: source_key of its source, rest_key of its target, document and file.
CREATE TABLE units (
    id bigserial PRIMARY KEY,
    source_key bigint NOT NULL,
    rest_key bigint NOT NULL,
    skeleton_key bigint,
    length integer NOT NULL,
    sketch bit(256) NOT NULL,
    keys integer[] NOT NULL,
    penalty double precision NOT NULL,
    locale text COLLATE "C" NOT NULL,
    source_locale text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    target text COLLATE "C" NOT NULL,
    origin text COLLATE "C" NOT NULL,
    document text COLLATE "C" NOT NULL,
    previous text COLLATE "C" NOT NULL,
    following text COLLATE "C" NOT NULL,
    date text COLLATE "C" NOT NULL,
    author text COLLATE "C" NOT NULL,
    file text COLLATE "C" NOT NULL,
    UNIQUE (source_key, locale, rest_key)
);
CREATE INDEX units_keys ON units USING gin (keys);
CREATE INDEX units_skeleton ON units (skeleton_key, locale) WHERE skeleton_key IS NOT NULL;
CREATE INDEX units_file ON units (file) WHERE file <> '';

-- The server's own statistics tell which words are rare: of so many of the commonest the count is kept.
ALTER TABLE units ALTER keys SET STATISTICS 1000;

CREATE TABLE files (file text COLLATE "C" PRIMARY KEY, stamp text NOT NULL);

-- Of which edition the keys, sketches and skeletons are.
CREATE TABLE editions (name text PRIMARY KEY, edition integer NOT NULL);
