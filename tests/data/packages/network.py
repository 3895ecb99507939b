"""A small encoder-decoder as CTranslate2 runs it (pre-norm, ReLU, one table of embeddings), to be trained.

A model is a dictionary of tensors with the names of `ctranslate2.specs.TransformerSpec`, so that `save` only
has to put each in its place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import torch
from torch.nn import functional

Tensor = Any
Weights = dict[str, Any]

EMBEDDINGS = "decoder.embeddings.weight"


@dataclass(frozen=True, slots=True)
class Size:
    """Of the model; `inner` is that of the layer within each feed-forward block."""

    encoder: int = 2
    decoder: int = 2
    width: int = 128
    inner: int = 384
    heads: int = 4
    dropout: float = 0.2


def shapes(size: Size, vocabulary: int) -> dict[str, tuple[int, ...]]:
    """Name -> shape of each weight."""
    width, inner = size.width, size.inner
    out: dict[str, tuple[int, ...]] = {EMBEDDINGS: (vocabulary, width)}

    def linear(name: str, rows: int, columns: int) -> None:
        out[f"{name}.weight"], out[f"{name}.bias"] = (rows, columns), (rows,)

    def norm(name: str) -> None:
        out[f"{name}.gamma"] = out[f"{name}.beta"] = (width,)

    for side, layers in (("encoder", size.encoder), ("decoder", size.decoder)):
        for layer in (f"{side}.layer.{number}" for number in range(layers)):
            linear(f"{layer}.self_attention.linear.0", 3 * width, width)
            linear(f"{layer}.self_attention.linear.1", width, width)
            if side == "decoder":
                linear(f"{layer}.attention.linear.0", width, width)
                linear(f"{layer}.attention.linear.1", 2 * width, width)
                linear(f"{layer}.attention.linear.2", width, width)
                norm(f"{layer}.attention.layer_norm")
            linear(f"{layer}.ffn.linear_0", inner, width)
            linear(f"{layer}.ffn.linear_1", width, inner)
            norm(f"{layer}.self_attention.layer_norm")
            norm(f"{layer}.ffn.layer_norm")
        norm(f"{side}.layer_norm")
    out["decoder.projection.bias"] = (vocabulary,)
    return out


def begun(size: Size, vocabulary: int) -> Weights:
    """Weights to begin with, drawn by torch's generator."""
    weights: Weights = {}
    for name, shape in shapes(size, vocabulary).items():
        weight = torch.full(shape, float(name.endswith("gamma")))
        if name == EMBEDDINGS:
            torch.nn.init.normal_(weight, std=size.width**-0.5)
        elif len(shape) == 2:
            torch.nn.init.xavier_uniform_(weight)
        weights[name] = weight
    return weights


class Network:
    """Weights at work."""

    def __init__(self, weights: Weights, size: Size) -> None:
        self._weights = weights
        self._size = size
        self.training = True

    def scores(self, source: Tensor, target: Tensor) -> Tensor:
        """For each place of the target the scores of the next token. Both are numbers of tokens; 0 pads."""
        seen = (source != 0)[:, None, None, :]
        memory = self._embedded(source)
        for number in range(self._size.encoder):
            layer = f"encoder.layer.{number}"
            memory = self._attended(f"{layer}.self_attention", memory, None, seen)
            memory = self._fed(layer, memory)
        memory = self._normal("encoder", memory)
        length = target.shape[1]
        before = torch.ones(length, length, dtype=torch.bool, device=target.device).tril()
        state = self._embedded(target)
        for number in range(self._size.decoder):
            layer = f"decoder.layer.{number}"
            state = self._attended(f"{layer}.self_attention", state, None, before)
            state = self._attended(f"{layer}.attention", state, memory, seen)
            state = self._fed(layer, state)
        state = self._normal("decoder", state)
        out: Tensor = functional.linear(
            state, self._weights[EMBEDDINGS], self._weights["decoder.projection.bias"]
        )
        return out

    def _embedded(self, tokens: Tensor) -> Tensor:
        width = self._size.width
        found = functional.embedding(tokens, self._weights[EMBEDDINGS]) * width**0.5
        return self._dropped(found + positions(tokens.shape[1], width).to(found.device))

    def _attended(self, name: str, state: Tensor, memory: Tensor | None, mask: Tensor) -> Tensor:
        """The state with what it found in the memory, or in itself."""
        query = self._normal(name, state)
        if memory is None:
            parts = self._linear(f"{name}.linear.0", query).chunk(3, dim=-1)
        else:
            both = self._linear(f"{name}.linear.1", memory).chunk(2, dim=-1)
            parts = (self._linear(f"{name}.linear.0", query), *both)
        heads = (part.unflatten(-1, (self._size.heads, -1)).transpose(1, 2) for part in parts)
        found = looked_up(heads, mask)
        last = f"{name}.linear.{1 if memory is None else 2}"
        return state + self._dropped(self._linear(last, found.transpose(1, 2).flatten(2)))

    def _fed(self, layer: str, state: Tensor) -> Tensor:
        inner = functional.relu(self._linear(f"{layer}.ffn.linear_0", self._normal(f"{layer}.ffn", state)))
        return state + self._dropped(self._linear(f"{layer}.ffn.linear_1", inner))

    def _linear(self, name: str, state: Tensor) -> Tensor:
        return functional.linear(state, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _normal(self, name: str, state: Tensor) -> Tensor:
        gamma, beta = (self._weights[f"{name}.layer_norm.{part}"] for part in ("gamma", "beta"))
        return functional.layer_norm(state, (self._size.width,), gamma, beta)

    def _dropped(self, state: Tensor) -> Tensor:
        return functional.dropout(state, self._size.dropout, self.training)


def looked_up(heads: Iterable[Tensor], mask: Tensor) -> Tensor:
    """Dot-product attention; torch's own goes back slowly in bfloat16 on a CPU."""
    query, key, value = heads
    scores = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5
    return scores.masked_fill(~mask, -1e4).softmax(-1) @ value


def positions(length: int, width: int) -> Tensor:
    """CTranslate2's own codes of positions, which a model without any gets: sines, then cosines, from 1."""
    rates = torch.exp(torch.arange(width // 2) * -(math.log(10_000) / (width // 2 - 1)))
    angles = torch.arange(1, length + 1)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1)


def greedy(network: Network, source: Tensor, start: int, end: int, longest: int) -> list[list[int]]:
    """The likeliest next token, one after the other, for each source."""
    network.training = False
    target = torch.full((len(source), 1), start)
    with torch.no_grad():
        for _ in range(longest):
            following = network.scores(source, target)[:, -1].argmax(-1)
            target = torch.cat([target, following[:, None]], dim=1)
            if (target == end).any(1).all():
                break
    rows = [row[1:] for row in target.tolist()]
    return [row[: row.index(end)] if end in row else row for row in rows]


def save(weights: Weights, size: Size, tokens: list[str], folder: Path) -> None:
    """The CTranslate2 model, int8; the lists of pieces are one file, as the embeddings are one table."""
    layers = (size.encoder, size.decoder)
    spec = ctranslate2.specs.TransformerSpec.from_config(layers, size.heads, pre_norm=True, alignment_heads=0)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = True
    # copies: CTranslate2 makes whole numbers of these in their own place
    values = {name: weight.detach().cpu().numpy().copy() for name, weight in weights.items()}
    values["encoder.embeddings.0.weight"] = values["decoder.projection.weight"] = values[EMBEDDINGS]
    for name, value in values.items():
        *path, last = name.split(".")
        place: Any = spec
        for step in path:
            place = place[int(step)] if step.isdigit() else getattr(place, step)
        setattr(place, last, value)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
