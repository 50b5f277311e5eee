#!/usr/bin/env python3
"""Times gensim's training with Wordmill's settings and writes its vectors; prints one name<TAB>value a line.

usage: word2vec-peers.py cbow|skipgram CORPUS SETTINGS.json VECTORS.bin

Only the training is timed: gensim's reading of the vocabulary is not. Words are those of the vocabulary, as Wordmill counts
them, times epochs. The rate is gensim's own default, 0.025; ours suits shared negatives.
"""
import json
import os
import sys
import time
from pathlib import Path

from figures import show
from gensim.models import Word2Vec
from gensim.models.word2vec import PathLineSentences


def source(corpus):
    """How gensim reads the text fastest: one plain file in C, by every worker; else by one Python thread for all."""
    plain = [corpus] if corpus.is_file() else [file for file in corpus.iterdir() if file.is_file()]
    if len(plain) == 1 and plain[0].suffix not in (".gz", ".bz2"):
        return {"corpus_file": str(plain[0])}
    return {"corpus_iterable": PathLineSentences(str(corpus))}


def main():
    architecture, corpus, settings, vectors = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    with Path(settings).open(encoding="utf-8") as file:
        settings = json.load(file)
    epochs = int(settings["word2vec.epochs"])
    model = Word2Vec(
        sg=1 if architecture == "skipgram" else 0,
        cbow_mean=1,
        hs=0,
        vector_size=int(settings["word2vec.vector-size"]),
        window=int(settings["word2vec.window"]),
        negative=int(settings["word2vec.negatives"]),
        ns_exponent=float(settings["word2vec.sampling-power"]),
        sample=float(settings["word2vec.subsample"]),
        min_count=int(settings["vocabulary.min-count"]),
        alpha=0.025,
        workers=os.cpu_count(),
        seed=1,
    )
    text = source(corpus)
    model.build_vocab(**text)
    words = sum(model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key)
    started = time.perf_counter()
    model.train(
        **text,
        total_examples=model.corpus_count,
        total_words=model.corpus_total_words,
        epochs=epochs,
    )
    seconds = time.perf_counter() - started
    show(f"gensim_{architecture}_words_per_second", round(words * epochs / seconds))
    show(f"gensim_{architecture}_training_seconds", seconds)
    model.wv.save_word2vec_format(vectors, binary=True)


if __name__ == "__main__":
    main()
