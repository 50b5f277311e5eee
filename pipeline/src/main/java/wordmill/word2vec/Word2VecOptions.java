package wordmill.word2vec;

import java.io.Serializable;
import wordmill.config.Ranges;
import wordmill.config.Settings;

/**
 * What may be tuned; the keys are {@code word2vec.*}.
 *
 * @param vectorSize D, 1 to 10,000
 * @param window the farthest a context word may stand from the centre, 1 to 1,000; each window's
 *     reach is drawn from 1 to this
 * @param negatives k, words drawn against each positive one, 1 to 100
 * @param samplingPower negatives are drawn with p ∝ count^power, 0 to 1
 * @param subsample t of frequent words' subsampling, 0 (off) to 1
 * @param rate the starting learning rate, above 0; it falls linearly towards 0
 * @param epochs passes over the corpus, 1 or more
 * @param replicas R, blocks that each matrix is cut into, 1 to 1,024
 * @param threads of each replica, 1 or more; with more than one, CBOW's results vary from run to
 *     run
 * @param rotations rounds in which every input block meets every output block, at least epochs
 * @param checkpointRotations rotations between two checkpoints, 1 or more
 */
public record Word2VecOptions(
    Architecture architecture,
    int vectorSize,
    int window,
    int negatives,
    double samplingPower,
    double subsample,
    double rate,
    int epochs,
    int replicas,
    int threads,
    int rotations,
    int checkpointRotations)
    implements Serializable {
  public Word2VecOptions {
    range("vector-size", vectorSize, 1, 10_000);
    range("window", window, 1, 1_000);
    range("negatives", negatives, 1, 100);
    range("sampling-power", samplingPower, 0, 1);
    range("subsample", subsample, 0, 1);
    Ranges.checkAboveZero("word2vec.rate", rate);
    range("epochs", epochs, 1, 10_000);
    range("replicas", replicas, 1, 1_024);
    range("threads", threads, 1, 1_024);
    range("rotations", rotations, 1, 100_000);
    range("checkpoint-rotations", checkpointRotations, 1, 100_000);
  }

  /**
   * The options of a configuration.
   *
   * @param threads what {@code word2vec.threads = auto} stands for
   */
  public static Word2VecOptions from(Settings settings, int threads) {
    Architecture architecture = settings.choice("word2vec.architecture", Architecture.class);
    return new Word2VecOptions(
        architecture,
        settings.integer("word2vec.vector-size"),
        settings.integer("word2vec.window"),
        settings.integer("word2vec.negatives"),
        settings.number("word2vec.sampling-power"),
        settings.number("word2vec.subsample"),
        settings.is("word2vec.rate", "auto")
            ? architecture.rate()
            : settings.number("word2vec.rate"),
        settings.integer("word2vec.epochs"),
        settings.integer("word2vec.replicas"),
        settings.is("word2vec.threads", "auto") ? threads : settings.integer("word2vec.threads"),
        settings.integer("word2vec.rotations"),
        settings.integer("word2vec.checkpoint-rotations"));
  }

  private static void range(String key, double given, double least, double most) {
    Ranges.check("word2vec." + key, given, least, most);
  }
}
