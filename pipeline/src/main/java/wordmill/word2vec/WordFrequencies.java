package wordmill.word2vec;

import java.io.Serializable;
import java.util.function.IntUnaryOperator;
import wordmill.random.Generator;
import wordmill.vocab.Vocabulary;

/**
 * What a task must know of the words: which tokens to keep and which negatives to draw. 16 bytes a
 * word, and 8 a word of each block whose negatives were asked for.
 */
final class WordFrequencies implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] counts;
  private final Blocks blocks;
  private final double samplingPower;
  private final double subsample;
  private transient Subsampling subsampling;
  private transient NegativeSampler[] samplers;
  private transient float[] weights;

  WordFrequencies(long[] counts, Blocks blocks, double samplingPower, double subsample) {
    this.counts = counts.clone();
    this.blocks = blocks;
    this.samplingPower = samplingPower;
    this.subsample = subsample;
  }

  static WordFrequencies of(Vocabulary vocabulary, Word2VecOptions options) {
    long[] counts = new long[vocabulary.size()];
    for (int word = 0; word < counts.length; word++) {
      counts[word] = vocabulary.count(word);
    }
    Blocks blocks = new Blocks(counts.length, options.replicas());
    return new WordFrequencies(counts, blocks, options.samplingPower(), options.subsample());
  }

  Blocks blocks() {
    return blocks;
  }

  /** Draws negatives from within one block. */
  synchronized NegativeSampler negatives(int block) {
    if (samplers == null) {
      samplers = new NegativeSampler[blocks.replicas()];
    }
    if (samplers[block] == null) {
      samplers[block] = negatives(block, blocks.rows(block), row -> row);
    }
    return samplers[block];
  }

  /** Draws negatives from among some rows of a block; {@code row} tells each of them. */
  NegativeSampler negatives(int block, int rows, IntUnaryOperator row) {
    float[] weights = weights();
    return new NegativeSampler(rows, i -> weights[blocks.word(block, row.applyAsInt(i))]);
  }

  /** count^power of each word, kept since it is asked for in every round. */
  private synchronized float[] weights() {
    if (weights == null) {
      weights = new float[counts.length];
      for (int word = 0; word < weights.length; word++) {
        weights[word] = (float) StrictMath.pow((double) counts[word], samplingPower);
      }
    }
    return weights;
  }

  /** Decides which tokens stay. */
  synchronized Subsampling subsampling() {
    if (subsampling == null) {
      subsampling = new Subsampling(counts, subsample);
    }
    return subsampling;
  }

  /**
   * Drops tokens of frequent words: a word of relative frequency f stays with probability √(t/f) +
   * t/f, as word2vec.c has it, which is gentler than the paper's √(t/f) (arXiv:1310.4546, equation
   * 5).
   */
  static final class Subsampling {
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final int[] keep; // of 2^31; ALWAYS for 1 and more
    private final double share;

    private Subsampling(long[] counts, double t) {
      double total = 0;
      for (long count : counts) {
        total += count;
      }
      this.keep = new int[counts.length];
      double kept = 0;
      for (int word = 0; word < keep.length; word++) {
        double ratio = t * total / counts[word];
        double p = t == 0 ? 1 : Math.min(1, Math.sqrt(ratio) + ratio);
        keep[word] = p == 1 ? ALWAYS : (int) (p * 0x1p31);
        kept += p * counts[word];
      }
      this.share = kept / total;
    }

    /** Of all tokens, about how many stay: from 0 to 1. */
    double share() {
      return share;
    }

    /**
     * Moves what stays of {@code sentence} to its front.
     *
     * @return how many stay
     */
    int filter(int[] sentence, Generator random) {
      int kept = 0;
      for (int word : sentence) {
        int threshold = keep[word];
        if (threshold == ALWAYS || (int) (random.nextLong() >>> 33) < threshold) {
          sentence[kept++] = word;
        }
      }
      return kept;
    }
  }
}
