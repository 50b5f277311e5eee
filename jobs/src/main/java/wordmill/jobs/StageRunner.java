package wordmill.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.Artifact;
import wordmill.store.Checkpoints;
import wordmill.store.Draft;
import wordmill.store.FileTrouble;
import wordmill.store.Manifest;
import wordmill.store.StageResult;
import wordmill.store.Store;

/** Walks a plan: keeps what is finished, makes the rest, each artifact whole or not at all. */
final class StageRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

  private final Settings settings;
  private final Store store;
  private final LazySpark spark;
  private final Progress progress;
  private final Map<String, Artifact> artifacts = new HashMap<>();

  StageRunner(Settings settings, Store store, LazySpark spark, Progress progress) {
    this.settings = settings;
    this.store = store;
    this.spark = spark;
    this.progress = progress;
  }

  /** Runs the chosen stages, telling {@code status} of each. */
  List<Made> run(Plan plan, RunStatus status) throws IOException {
    List<Made> all = new ArrayList<>();
    for (Step step : plan.chosen()) {
      status.enter(step.name());
      Made made =
          step.finished().isPresent() ? keep(step, step.finished().get()) : make(step, plan);
      status.add(made);
      all.add(made);
    }
    return all;
  }

  private Made keep(Step step, Manifest manifest) throws IOException {
    artifacts.put(step.name(), store.open(manifest));
    checkpoints(step).clear(); // of a run that was killed just after the commit
    LOG.info("stage={} kept={}", step.name(), manifest.id());
    return new Made(step.job(), manifest, false, path(manifest));
  }

  private Checkpoints checkpoints(Step step) {
    return new Checkpoints(store, step.id(), step.recipe(), settings.text("run.name"));
  }

  private Made make(Step step, Plan plan) throws IOException {
    progress.begin(step.name());
    spark.enter(step.name());
    String path = store.folder(step.id()).path().toString();
    try (Draft draft = store.begin(step.id(), settings.text("run.name"))) {
      Instant started = Instant.now();
      Stopwatch watch = new Stopwatch();
      Checkpoints checkpoints = checkpoints(step);
      StageResult result =
          step.job()
              .run(
                  new Work(
                      settings, inputs(step, plan), draft.folder(), checkpoints, spark, progress));
      double seconds = watch.seconds();
      Manifest manifest = manifest(step, result, started, seconds);
      artifacts.put(step.name(), draft.commit(manifest));
      checkpoints.clear();
      progress.end(seconds);
      LOG.info("stage={} made={} metrics={}", step.name(), step.id(), result.metrics());
      return new Made(step.job(), manifest, true, path);
    } catch (Exception | Error e) { // Spark throws checked exceptions undeclared, Hadoop an FSError
      progress.fail();
      if (BadInputException.behind(e).isEmpty()) {
        FileTrouble.behind(e, path).ifPresent(trouble -> throwWith(trouble, e));
      }
      throw e;
    }
  }

  private static void throwWith(BadInputException trouble, Throwable behind) {
    trouble.addSuppressed(behind);
    throw trouble;
  }

  private Map<String, Artifact> inputs(Step step, Plan plan) {
    Map<String, Artifact> inputs = new TreeMap<>();
    for (String input : step.job().inputs()) {
      inputs.put(
          input,
          artifacts.computeIfAbsent(input, name -> store.open(plan.finished(name).orElseThrow())));
    }
    return inputs;
  }

  private Manifest manifest(Step step, StageResult result, Instant started, double seconds) {
    SortedMap<String, String> configuration = new TreeMap<>(step.recipe().settings());
    for (String section : List.of("seed", "run", "text", step.job().stage())) {
      configuration.putAll(settings.section(section));
    }
    return new Manifest(
        step.id(),
        step.recipe(),
        configuration,
        Version.revision(),
        started,
        seconds,
        result.files(),
        result.metrics(),
        step.job().notDeterministic(settings));
  }

  private String path(Manifest manifest) {
    return store.folder(manifest.id()).path().toString();
  }
}
