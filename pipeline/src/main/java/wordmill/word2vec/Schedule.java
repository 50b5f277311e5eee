package wordmill.word2vec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import wordmill.corpus.CorpusFile;

/**
 * When what is read: the tokens of all epochs, one after another, cut into rotations. Half of the
 * rotations, but five at most, fall into the first tenth: while vectors change fast, blocks must
 * meet often.
 *
 * @param tokens of the corpus, N
 * @param rate at the start; it falls linearly to a ten-thousandth
 */
record Schedule(long tokens, int epochs, int rotations, double rate) implements Serializable {
  private static final int MOST_EARLY = 5;
  private static final double EARLY_SHARE = 0.1;
  private static final double LEAST = 1e-4;

  static Schedule of(List<CorpusFile> files, Word2VecOptions options) {
    long tokens = files.stream().mapToLong(CorpusFile::tokens).sum();
    return new Schedule(tokens, options.epochs(), options.rotations(), options.rate());
  }

  /** Tokens of all epochs. */
  long allTokens() {
    return tokens * epochs;
  }

  /** The token at which a rotation starts; for the number behind the last, the end. */
  long start(int rotation) {
    int early = Math.min(MOST_EARLY, rotations / 2);
    double share =
        rotation <= early
            ? EARLY_SHARE * rotation / Math.max(1, early)
            : EARLY_SHARE + (1 - EARLY_SHARE) * (rotation - early) / (rotations - early);
    return rotation == 0
        ? 0
        : rotation == rotations ? allTokens() : Math.round(share * allTokens());
  }

  /** The learning rate when so many tokens of all epochs are read. */
  float rateAt(long position) {
    return (float) (rate * Math.max(LEAST, 1 - (double) position / allTokens()));
  }

  /** What a rotation reads, in order: at most one slice of each file and epoch. */
  List<Slice> slices(int rotation, List<CorpusFile> files) {
    long from = start(rotation);
    long to = start(rotation + 1);
    List<Slice> slices = new ArrayList<>();
    for (long epoch = from / tokens; epoch * tokens < to; epoch++) {
      long fileStart = epoch * tokens;
      for (CorpusFile file : files) {
        long first = Math.max(0, from - fileStart);
        long last = Math.min(file.tokens(), to - fileStart);
        if (first < last) {
          slices.add(new Slice(file, (int) epoch, first, last, fileStart + first));
        }
        fileStart += file.tokens();
      }
    }
    return slices;
  }

  /**
   * Sentences of one file.
   *
   * @param from the slice has the sentences that start at this token of the file or later
   * @param to and before this one
   * @param position of {@code from} among the tokens of all epochs
   */
  record Slice(CorpusFile file, int epoch, long from, long to, long position)
      implements Serializable {}
}
