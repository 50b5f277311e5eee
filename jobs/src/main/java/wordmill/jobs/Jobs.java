package wordmill.jobs;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import wordmill.config.BadInputException;

/** All stages, in the order of the data's way. */
final class Jobs {
  static final List<Job> ALL =
      List.of(
          new SparkVocabularyJob(),
          new SparkCorpusJob(),
          new SparkCooccurrenceJob(),
          new SparkPpmiJob(),
          new SparkSvdJob(),
          new SparkEmbeddingsJob(),
          new EvaluateJob());

  private Jobs() {}

  /** The job of a kind that there is. */
  static Job of(String kind) {
    return ALL.stream()
        .filter(job -> job.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(kind));
  }

  /**
   * The kinds of {@code run.stages}, in the data's order, each once.
   *
   * @throws BadInputException if one is unknown, or there are none
   */
  static List<String> chosen(List<String> stages) {
    String known = ALL.stream().map(Job::kind).collect(Collectors.joining(", "));
    BadInputException.check(
        !stages.isEmpty(), "run.stages is empty; give some or all of %s", known);
    Set<String> wanted = new LinkedHashSet<>(stages);
    for (Job job : ALL) {
      wanted.remove(job.kind());
    }
    BadInputException.check(
        wanted.isEmpty(),
        "run.stages has %s, which is no stage; there are %s",
        String.join(", ", wanted),
        known);
    return ALL.stream().map(Job::kind).filter(stages::contains).toList();
  }

  /** Everything that {@code kind} is made from, directly or not, upstream first, itself last. */
  static Set<String> withUpstream(String kind) {
    Set<String> kinds = new LinkedHashSet<>();
    for (String input : of(kind).inputs()) {
      kinds.addAll(withUpstream(input));
    }
    kinds.add(kind);
    return kinds;
  }
}
