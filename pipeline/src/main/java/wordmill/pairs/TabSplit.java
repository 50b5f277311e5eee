package wordmill.pairs;

import wordmill.store.HadoopConf;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;

/** A split of files whose lines have both sides. */
record TabSplit(TextSplit split, TextOptions options) implements PairSplit {
  @Override
  public PairLines open(HadoopConf hadoop) {
    return new TabLines(split, options, hadoop);
  }
}
