package wordmill.pairs;

import java.util.List;
import wordmill.store.HadoopConf;
import wordmill.text.TextLines;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;

/**
 * A file of sources and its file of targets, both whole.
 *
 * @param sources how the sources are read, and their key
 * @param targets the same of the targets
 */
record AlignedFiles(
    TextSplit.Slice source, TextSplit.Slice target, TextOptions sources, TextOptions targets)
    implements PairSplit {
  @Override
  public PairLines open(HadoopConf hadoop) {
    return new AlignedLines(
        this,
        new TextLines(new TextSplit(List.of(source)), sources, hadoop),
        new TextLines(new TextSplit(List.of(target)), targets, hadoop));
  }
}
