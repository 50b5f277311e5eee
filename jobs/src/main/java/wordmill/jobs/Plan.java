package wordmill.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.ArtifactId;
import wordmill.store.Manifest;
import wordmill.store.Recipe;
import wordmill.store.Store;

/**
 * Which artifacts a configuration means. Each stage's fingerprint chains from those before it, the
 * first from the text's files, so all are known before anything is made.
 */
final class Plan {
  private static final long IDLE_NANOS = 3_000_000_000L;

  private final Map<String, Step> steps;
  private final List<String> chosen;

  private Plan(Map<String, Step> steps, List<String> chosen) {
    this.steps = steps;
    this.chosen = chosen;
  }

  /**
   * Checks the options and outside inputs of all chosen stages, and those upstream of them.
   *
   * @param chosen names of jobs, in the data's order
   * @throws BadInputException on the first that is wrong, or whose place another artifact has
   */
  static Plan of(Settings settings, Store store, List<String> chosen) throws IOException {
    Map<String, Step> steps = new LinkedHashMap<>();
    for (Job job : Jobs.ALL) {
      if (chosen.stream().anyMatch(name -> Jobs.withUpstream(name).contains(job.name()))) {
        steps.put(job.name(), step(job, settings, store, steps));
      }
    }
    return new Plan(steps, List.copyOf(chosen));
  }

  private static Step step(Job job, Settings settings, Store store, Map<String, Step> upstream)
      throws IOException {
    job.check(settings);
    List<Recipe.Input> inputs = new ArrayList<>(job.outsideInputs(settings, store.hadoop()));
    for (String input : job.inputs()) {
      Step from = upstream.get(input);
      inputs.add(
          new Recipe.Input(from.job().kind(), from.id().toString(), from.recipe().fingerprint()));
    }
    Optional<Long> seed =
        job.usesChance() ? Optional.of(settings.longInteger("seed")) : Optional.empty();
    SortedMap<String, String> chosen = job.settings(settings);
    Recipe recipe = new Recipe(job.kind(), job.stageVersion(), chosen, seed, inputs);
    String name = job.artifactName(settings.text("run.name"));
    ArtifactId id =
        settings.is("run.version", "auto")
            ? ArtifactId.ofFingerprint(job.kind(), name, recipe.fingerprint())
            : new ArtifactId(job.kind(), name, settings.text("run.version"));
    return new Step(job, recipe, id, store.find(id, recipe));
  }

  /** The chosen stages, in the data's order. */
  List<Step> chosen() {
    return chosen.stream().map(steps::get).toList();
  }

  /** Whether a job is chosen or upstream of one that is. */
  boolean needs(String name) {
    return steps.containsKey(name);
  }

  /**
   * Of the chosen stages that are not finished, in their order; none is begun after the time in
   * which Spark starts and the first stages leave cores idle.
   */
  void warmUp(Settings settings) {
    long begun = System.nanoTime();
    for (Step step : chosen()) {
      if (step.finished().isEmpty() && System.nanoTime() - begun < IDLE_NANOS) {
        step.job().warmUp(settings);
      }
    }
  }

  /** Whether a chosen stage that is not finished trains or asks networks. */
  boolean usesNetworks() {
    return chosen().stream()
        .anyMatch(step -> step.finished().isEmpty() && step.job().usesNetworks());
  }

  /** A chosen stage or one upstream of them. */
  Step step(String name) {
    return steps.get(name);
  }

  /** The manifest of a job that is chosen or upstream and was made before. */
  Optional<Manifest> finished(String name) {
    return Optional.ofNullable(steps.get(name)).flatMap(Step::finished);
  }

  /**
   * Sees to it that what is not chosen but needed is there.
   *
   * @param config the configuration's name, for the command that would make it
   */
  void checkUpstream(String config) {
    for (Step step : chosen()) {
      if (step.finished().isPresent()) {
        continue;
      }
      for (String input : step.job().inputs()) {
        BadInputException.check(
            chosen.contains(input) || finished(input).isPresent(),
            "%s needs the %s of this configuration, which is not made yet; make it by: wordmill %s"
                + " %s",
            step.name(),
            input,
            input,
            config);
      }
    }
  }
}
