package wordmill.pairs;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One step's input: B pairs side by side, padded to one length. Time-major: place t of pair b
 * stands at t · B + b. S is the longest source, T the longest target and its end; padding has id 0,
 * which only the masks tell from the word 0. Memory: 4 bytes a source place, 8 a target place.
 */
public final class PairBatch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] sourceLengths;
  private final int[] targetLengths;
  private final int[] sources;
  private final int[] inputs;
  private final int[] labels;

  private PairBatch(int[] sourceLengths, int[] targetLengths) {
    this.sourceLengths = sourceLengths;
    this.targetLengths = targetLengths;
    this.sources = places(sourceLengths);
    this.inputs = places(targetLengths);
    this.labels = places(targetLengths);
  }

  /**
   * Pads pairs. The decoder reads the end of a sentence and then the target, and is to answer the
   * target and then the end.
   *
   * @param pairs B, one or more
   * @param end id of the end of a sentence, which also starts one
   * @param reversed whether each source is read backwards (Sutskever, Vinyals & Le 2014,
   *     arXiv:1409.3215, section 3.3); its padding stays behind it
   */
  public static PairBatch of(List<EncodedPair> pairs, int end, boolean reversed) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("a batch of no pairs");
    }
    PairBatch batch =
        new PairBatch(
            pairs.stream().mapToInt(pair -> pair.source().length).toArray(),
            pairs.stream().mapToInt(pair -> pair.target().length + 1).toArray());
    for (int b = 0; b < pairs.size(); b++) {
      batch.putSource(pairs.get(b).source(), b, reversed);
      batch.putTarget(pairs.get(b).target(), b, end);
    }
    return batch;
  }

  private void putSource(int[] source, int b, boolean reversed) {
    for (int t = 0; t < source.length; t++) {
      sources[t * pairs() + b] = source[reversed ? source.length - 1 - t : t];
    }
  }

  private void putTarget(int[] target, int b, int end) {
    inputs[b] = end;
    for (int t = 0; t < target.length; t++) {
      inputs[(t + 1) * pairs() + b] = target[t];
      labels[t * pairs() + b] = target[t];
    }
    labels[target.length * pairs() + b] = end;
  }

  private static int[] places(int[] lengths) {
    return new int[Math.multiplyExact(longest(lengths), lengths.length)];
  }

  private static int longest(int[] lengths) {
    return IntStream.of(lengths).max().orElseThrow();
  }

  /** B. */
  public int pairs() {
    return sourceLengths.length;
  }

  /** S. */
  public int sourceSteps() {
    return sources.length / pairs();
  }

  /** T. */
  public int targetSteps() {
    return labels.length / pairs();
  }

  /** Labels that are not padding: the targets' words, and an end for each. */
  public int tokens() {
    return IntStream.of(targetLengths).sum();
  }

  /** S · B ids; the array itself, not to be changed. */
  public int[] sources() {
    return sources;
  }

  /** T · B ids that the decoder reads; the array itself, as above. */
  public int[] inputs() {
    return inputs;
  }

  /** T · B ids that it is to answer; the array itself, as above. */
  public int[] labels() {
    return labels;
  }

  /** S · B numbers, 1 where a source has a word and 0 where it is padded; made anew. */
  public float[] sourceMask() {
    return mask(sourceLengths);
  }

  /** T · B numbers, 1 where a target has a word or its end and 0 where it is padded; made anew. */
  public float[] targetMask() {
    return mask(targetLengths);
  }

  private static float[] mask(int[] lengths) {
    int B = lengths.length;
    float[] mask = new float[longest(lengths) * B];
    for (int place = 0; place < mask.length; place++) {
      mask[place] = place / B < lengths[place % B] ? 1 : 0;
    }
    return mask;
  }

  /** Whether some source is shorter than another. */
  public boolean hasSourcePadding() {
    return IntStream.of(sourceLengths).distinct().count() > 1;
  }

  /** Whether some target is shorter than another. */
  public boolean hasTargetPadding() {
    return IntStream.of(targetLengths).distinct().count() > 1;
  }
}
