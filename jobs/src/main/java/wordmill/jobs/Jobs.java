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
          new SparkWord2VecJob(),
          new SparkLanguageModelJob(),
          new SparkPairsJob(),
          new SparkSeq2SeqJob(),
          new EvaluateJob(VectorsSource.SVD),
          new EvaluateJob(VectorsSource.WORD2VEC),
          new SparkEvaluateSeq2SeqJob());

  private Jobs() {}

  /** The job of a name that there is. */
  static Job of(String name) {
    return ALL.stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  /**
   * The names of the jobs of {@code run.stages}, in the data's order, each once. All vectors and
   * models that it makes are evaluated, if it says evaluate.
   *
   * @throws BadInputException if a stage is unknown, or there are none, or nothing to evaluate
   */
  static List<String> chosen(List<String> stages) {
    String known = ALL.stream().map(Job::stage).distinct().collect(Collectors.joining(", "));
    BadInputException.check(
        !stages.isEmpty(), "run.stages is empty; give some or all of %s", known);
    Set<String> wanted = new LinkedHashSet<>(stages);
    for (Job job : ALL) {
      wanted.remove(job.stage());
    }
    BadInputException.check(
        wanted.isEmpty(),
        "run.stages has %s, which is no stage; there are %s",
        String.join(", ", wanted),
        known);
    List<Job> chosen =
        ALL.stream().filter(job -> stages.contains(job.stage()) && job.belongsTo(stages)).toList();
    BadInputException.check(
        !stages.contains(EvaluateJob.STAGE)
            || chosen.stream().anyMatch(job -> job.stage().equals(EvaluateJob.STAGE)),
        "run.stages has evaluate, but nothing to evaluate; add embeddings, word2vec, seq2seq, or"
            + " some of them");
    return chosen.stream().map(Job::name).toList();
  }

  /** Every job that {@code name} is made from, directly or not, upstream first, itself last. */
  static Set<String> withUpstream(String name) {
    Set<String> names = new LinkedHashSet<>();
    for (String input : of(name).inputs()) {
      names.addAll(withUpstream(input));
    }
    names.add(name);
    return names;
  }
}
