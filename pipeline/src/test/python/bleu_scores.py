"""Scores texts by sacreBLEU.

Standard input: {"texts": [{"tokenizer", "hypotheses": [...], "references": [...]}, ...]}.
Standard output: {"version", "scores": [{"score", "precisions", "bp", "lengths", "signature"}, ...]}.
"""

import json
import sys

import sacrebleu


def score(text):
    metric = sacrebleu.metrics.BLEU(tokenize=text["tokenizer"], force=True)
    bleu = metric.corpus_score(text["hypotheses"], [text["references"]])
    return {
        "score": bleu.score,
        "precisions": list(bleu.precisions),
        "bp": bleu.bp,
        "lengths": [bleu.sys_len, bleu.ref_len],
        "signature": str(metric.get_signature()),
    }


texts = json.load(sys.stdin.buffer)["texts"]
json.dump({"version": sacrebleu.__version__, "scores": [score(text) for text in texts]}, sys.stdout)
