package wordmill.pairs;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import wordmill.text.InvalidText;
import wordmill.text.TextOptions;
import wordmill.text.Tokenization;

/** Files and options for tests of pairs. */
final class PairCases {
  static final PairFiles NO_VALIDATION =
      new PairFiles("pairs.validation", List.of(), "pairs.validation-target", List.of());
  static final PairFiles NO_TEST =
      new PairFiles("pairs.test", List.of(), "pairs.test-target", List.of());

  private PairCases() {}

  /** Files whose lines have both sides. */
  static PairFiles tabbed(Path... files) {
    return new PairFiles("pairs.input", names(files), "pairs.target", List.of());
  }

  /** A file of sources and one of targets. */
  static PairFiles aligned(Path source, Path target) {
    return new PairFiles("pairs.input", names(source), "pairs.target", names(target));
  }

  static List<String> names(Path... files) {
    return Arrays.stream(files).map(Path::toString).toList();
  }

  /** All of the files are trained on, and words seen once are words. */
  static PairOptions training(PairFiles files) {
    return options(files, words(1), 100, 0);
  }

  static PairOptions options(
      PairFiles files, PairVocabularyOptions words, int maxLength, double heldOut) {
    return new PairOptions(files, NO_VALIDATION, NO_TEST, words, maxLength, heldOut);
  }

  static PairVocabularyOptions words(int minCount) {
    return new PairVocabularyOptions(minCount, Integer.MAX_VALUE, false);
  }

  /** Lines of the training pairs, ill-formed ones left out. */
  static TextOptions text(Tokenization tokenizer, long splitBytes) {
    return new TextOptions(
        "pairs.input", List.of("-"), tokenizer, InvalidText.SKIP, 0.5, 1 << 20, splitBytes);
  }
}
