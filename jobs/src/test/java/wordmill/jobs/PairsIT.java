package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.Settings;
import wordmill.jobs.Launcher.Outcome;
import wordmill.pairs.PairCorpus;
import wordmill.store.Store;

/** Pairs of sentences through deploy/bin/wordmill: made, kept, and refused. */
class PairsIT {
  @TempDir private Path folder;

  @Test
  void pairsAreMadeOnceAndWrongOnesAreRefused() throws Exception {
    Files.writeString(folder.resolve("pairs.tsv"), "go\tgeh\ngo on\tgeh weiter\nstop\thalt\n");
    Path config = folder.resolve("pairs.conf");
    Files.writeString(
        config,
        """
        run.stages = [pairs]
        store.path = "%1$s/store"
        pairs { input = "%1$s/pairs.tsv", held-out = 0.3 }
        """
            .formatted(folder));
    assertThat(done("run", "pairs.conf")).containsPattern("pairs +made").contains("pairs=2");
    assertThat(done("pairs", "pairs.conf")).containsPattern("pairs +kept");

    Settings settings = Settings.load(config, List.of());
    Store store = Store.of(settings, new Configuration());
    Plan plan = Plan.of(settings, store, List.of("pairs"));
    PairCorpus corpus = PairCorpus.of(store.open(plan.finished("pairs").orElseThrow()));
    assertThat(corpus.trainingPairs()).isEqualTo(2);
    assertThat(corpus.validationPairs()).isEqualTo(1);
    assertThat(corpus.vocabularies().source().word(0)).isEqualTo("go");
    assertThat(corpus.vocabularies().target().id("halt")).isEmpty();

    Files.writeString(folder.resolve("pairs.tsv"), "go\tgeh\nstop halt\n");
    Outcome wrong = Launcher.run(folder, Map.of(), "run", "pairs.conf");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("wordmill: pairs.input: line 2 of", "has no tab");
  }

  private String done(String... arguments) throws Exception {
    Outcome outcome = Launcher.run(folder, Map.of(), arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }
}
