package wordmill.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import wordmill.lm.LanguageModel;
import wordmill.lm.SamplingOptions;
import wordmill.store.Store;
import wordmill.vocab.Vocabulary;

/** One sentence that a run's language model makes up: always the same one. */
final class LanguageModelSample {
  private static final int MOST_WORDS = 30;
  private static final int MOST_CHARACTERS = 150;

  private LanguageModelSample() {}

  /** A heading and the sentence; nothing without a language model. */
  static List<String> lines(Store store, List<Made> all) throws IOException {
    Optional<Made> made =
        all.stream().filter(one -> one.job().kind().equals(SparkLanguageModelJob.KIND)).findFirst();
    if (made.isEmpty()) {
      return List.of();
    }
    LanguageModel model = LanguageModel.read(store.open(made.get().manifest()));
    return List.of("", "Made up by the language model:", "  " + sentence(model));
  }

  /** At most so many tokens long, that is, maybe not to its end. */
  private static String sentence(LanguageModel model) {
    int length = model.isOfCharacters() ? MOST_CHARACTERS : MOST_WORDS;
    SamplingOptions sampling = SamplingOptions.PLAIN.without(unknown(model));
    return MadeUpText.of(model, List.of(), length, sampling, 1)
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }

  private static Set<Integer> unknown(LanguageModel model) {
    return model.knows(Vocabulary.UNKNOWN)
        ? Set.copyOf(model.ids(List.of(Vocabulary.UNKNOWN)))
        : Set.of();
  }
}
