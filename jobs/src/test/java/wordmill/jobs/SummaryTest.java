package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import wordmill.store.ArtifactId;
import wordmill.store.Manifest;
import wordmill.store.Recipe;

class SummaryTest {
  private static Made made(String job, Map<String, Object> metrics) {
    Recipe recipe = new Recipe("evaluate", 1, new TreeMap<>(), Optional.empty(), List.of());
    Manifest manifest =
        new Manifest(
            new ArtifactId("evaluate", "mine", "v1"),
            recipe,
            new TreeMap<>(),
            "test",
            Instant.EPOCH,
            1,
            List.of(),
            new TreeMap<>(metrics),
            List.of());
    return new Made(Jobs.of(job), manifest, true, "there");
  }

  @Test
  void scoresOfBothVectorsStandSideBySide() {
    assertThat(
            Summary.scores(
                List.of(
                    made("embeddings", Map.of("words", 3)),
                    made("evaluate-svd", Map.of("similarity-a", 61.25, "similarity-a-missing", 0)),
                    made("evaluate-word2vec", Map.of("similarity-a", 70.5, "analogies-b", 9.75)))))
        .containsExactly(
            "",
            "score                 svd     word2vec",
            "analogies-b           -       9.7500",
            "similarity-a          61.250  70.500",
            "similarity-a-missing  0       -");
  }

  @Test
  void oneKindOfVectorsIsOneColumn() {
    assertThat(Summary.scores(List.of(made("evaluate-word2vec", Map.of("similarity-a", 70.5)))))
        .containsExactly("", "score         word2vec", "similarity-a  70.500");
    assertThat(Summary.scores(List.of(made("evaluate-svd", Map.of())))).isEmpty();
  }

  @Test
  void perplexityAndExactnessStandBeforeOtherFigures() {
    Map<String, Object> metrics =
        Map.of("a", 1, "b", 2, "c", 3, "validation-exact", 50, "perplexity", 4.5, "zero", 0);
    assertThat(Summary.figures(new TreeMap<>(metrics)))
        .isEqualTo("perplexity=4.5000 validation-exact=50 a=1 b=2");
  }

  @Test
  void translationsAreTheirScoresAndSamples() {
    Map<String, Object> metrics =
        Map.of(
            "pairs",
            500,
            "measured-on",
            "test",
            "exact",
            62.5,
            "token-accuracy",
            100,
            "bleu",
            71.04,
            "perplexity",
            1.0625,
            "samples",
            List.of("\u2714 a \u2192 b", "\u2718 c \u2192 d (e)"));
    assertThat(Summary.translations(List.of(made("seq2seq", Map.of()))))
        .as("without an evaluation")
        .isEmpty();
    assertThat(Summary.translations(List.of(made("evaluate-seq2seq", metrics))))
        .containsExactly(
            "",
            "Of 500 test pairs: 62.5 % exact, 100.0 % of tokens right, BLEU 71.0, perplexity 1.063",
            "  \u2714 a \u2192 b",
            "  \u2718 c \u2192 d (e)");
  }
}
