package wordmill.word2vec;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongFunction;
import wordmill.random.Generator;

/** The pairs of all windows of some sentences, for the only replica: a word's row is its id. */
final class SentencePairs implements PairSource {
  private static final int STRETCH_PAIRS = 1 << 18;
  private static final int LEAST_TOKENS = 256;
  private static final int MOST_TOKENS = 1 << 15;

  private final Sentences sentences;
  private final int window;
  private final WordFrequencies.Subsampling subsampling;
  private final LongFunction<Generator> generators;
  private long stretches;

  /**
   * @param sentences in chunks of {@link #tokens}
   * @param generators of each stretch's chance, by its number
   */
  SentencePairs(
      Sentences sentences,
      int window,
      WordFrequencies.Subsampling subsampling,
      LongFunction<Generator> generators) {
    this.sentences = sentences;
    this.window = window;
    this.subsampling = subsampling;
    this.generators = generators;
  }

  /** Tokens of a stretch. */
  static int tokens(int window) {
    return Math.max(LEAST_TOKENS, Math.min(MOST_TOKENS, STRETCH_PAIRS / (window + 1)));
  }

  @Override
  public Optional<Stretch> next() throws IOException {
    Sentences.Chunk chunk = new Sentences.Chunk();
    return sentences.next(chunk)
        ? Optional.of(new Windows(chunk, generators.apply(stretches++)))
        : Optional.empty();
  }

  @Override
  public String place(long position) {
    return "token " + position + " of all epochs";
  }

  private final class Windows implements Stretch {
    private final Sentences.Chunk chunk;
    private final Generator random;
    private int[] outputs = new int[256];
    private int[] inputs = new int[256];

    private Windows(Sentences.Chunk chunk, Generator random) {
      this.chunk = chunk;
      this.random = random;
    }

    @Override
    public long position() {
      return chunk.position();
    }

    @Override
    public int tokens() {
      return chunk.tokens();
    }

    @Override
    public long likelyPairs() {
      return Math.round((window + 1) * subsampling.share() * chunk.tokens());
    }

    @Override
    public void unpack(PairSorter to) {
      for (int[] sentence : chunk.sentences()) {
        unpack(sentence, subsampling.filter(sentence, random), to);
      }
    }

    private void unpack(int[] sentence, int length, PairSorter to) {
      if (outputs.length < length) {
        outputs = new int[2 * length];
        inputs = new int[2 * length];
      }
      for (int i = 0; i < length; i++) {
        outputs[i] = to.outputCode(sentence[i]);
        inputs[i] = to.inputCode(sentence[i]);
      }
      for (int i = 0; i < length; i++) {
        int reach = 1 + random.nextInt(window);
        int end = Math.min(length, i + reach + 1);
        for (int j = Math.max(0, i - reach); j < end; j++) {
          if (j != i) {
            to.add(outputs[i], inputs[j]);
          }
        }
      }
    }
  }
}
