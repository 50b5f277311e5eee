package wordmill.jobs;

import java.io.IOException;
import java.util.Map;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.Checkpoints;
import wordmill.vocab.Vocabulary;

/**
 * What a job gets to work with.
 *
 * @param inputs committed artifacts by the name of the job that made them
 * @param out where its files go
 * @param checkpoints of the artifact; they go when it is committed
 * @param spark started when first asked for
 * @param progress told by jobs that know more than how many tasks there are
 */
record Work(
    Settings settings,
    Map<String, Artifact> inputs,
    ArtifactFolder out,
    Checkpoints checkpoints,
    LazySpark spark,
    Progress progress) {
  Work {
    inputs = Map.copyOf(inputs);
  }

  Artifact input(String job) {
    return inputs.get(job);
  }

  /**
   * The vocabulary, and of a job that reads the corpus too, that of the corpus.
   *
   * @throws BadInputException if its counts do not add up to the tokens of the corpus
   */
  Vocabulary vocabulary() throws IOException {
    Vocabulary vocabulary = Vocabulary.read(input("vocabulary"));
    if (inputs.containsKey("corpus")) {
      long tokens = input("corpus").count("tokens");
      BadInputException.check(
          vocabulary.total() == tokens,
          "the vocabulary %s is not the corpus' own: it counts %d tokens, but the corpus %s has %d;"
              + " was the text changed meanwhile? Remove both and run again",
          input("vocabulary").folder().path(),
          vocabulary.total(),
          input("corpus").folder().path(),
          tokens);
    }
    return vocabulary;
  }
}
