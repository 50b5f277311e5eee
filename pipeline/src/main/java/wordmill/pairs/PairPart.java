package wordmill.pairs;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import wordmill.store.HadoopConf;
import wordmill.text.TextOptions;
import wordmill.text.Tokenization;

/**
 * One task's part of a set.
 *
 * @param index its place in the set, from 0
 * @param trainedOn how many of its first pairs are trained on; the others are examples to measure
 *     on
 */
record PairPart(PairSet set, int index, PairSplit split, long trainedOn) implements Serializable {

  /** The parts of all sets, in order; of the training set all pairs are trained on. */
  static List<PairPart> all(PairOptions options, TextOptions text, HadoopConf hadoop)
      throws IOException {
    List<PairPart> parts = new ArrayList<>();
    for (PairSet set : PairSet.values()) {
      List<PairSplit> splits = PairListing.of(options.files(set), text, hadoop).splits();
      for (int i = 0; i < splits.size(); i++) {
        long trainedOn = set == PairSet.TRAINING ? Long.MAX_VALUE : 0;
        parts.add(new PairPart(set, i, splits.get(i), trainedOn));
      }
    }
    return parts;
  }

  /** Opens its pairs at their start. */
  KeptPairs open(Tokenization tokenization, int maxLength, HadoopConf hadoop) {
    return new KeptPairs(split.open(hadoop), tokenization, maxLength);
  }

  PairPart trainingOn(long pairs) {
    return new PairPart(set, index, split, pairs);
  }

  /** The name of its file of pairs to train on. */
  String trainingFile() {
    return PairSet.TRAINING.fileName(index);
  }

  /** The name of its file of pairs to measure on: what is kept from training validates. */
  String exampleFile() {
    return (set == PairSet.TEST ? PairSet.TEST : PairSet.VALIDATION).fileName(index);
  }
}
