package wordmill.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import wordmill.store.Json;
import wordmill.store.SmallFile;
import wordmill.store.Store;

/**
 * {@code <store>/runs/<run.name>/status.json}: where a run stands, for schedulers and the curious.
 * Replaced whole at each change.
 */
final class RunStatus {
  static final String NAME = "status.json";
  static final String RUNNING = "running";
  static final String DONE = "done";
  static final String FAILED = "failed";

  private final SmallFile file;
  private final Path folder;
  private final Store store;
  private final String run;
  private final String submission = ClusterSubmission.ofThisDriver();
  private final Instant started = Instant.now();
  private final List<Object> artifacts = new ArrayList<>();
  private String stage = "";
  private String application = "";

  RunStatus(Store store, String run) {
    this.store = store;
    this.run = run;
    this.folder = folder(store, run);
    this.file = new SmallFile(store.hadoop(), new Path(folder, NAME));
  }

  static Path folder(Store store, String run) {
    return new Path(new Path(store.root(), Store.RUNS), run);
  }

  /** Spark runs now; others know it by this name. */
  void starts(String sparkApplication) {
    application = sparkApplication;
  }

  /** A stage begins. */
  void enter(String name) throws IOException {
    stage = name;
    write(RUNNING, Map.of());
  }

  /** A stage is finished, or was before. */
  void add(Made made) throws IOException {
    SortedMap<String, Object> fields = new TreeMap<>();
    fields.put("id", made.manifest().id().toString());
    fields.put("made", made.made());
    fields.put("seconds", made.manifest().seconds());
    fields.put("path", made.path());
    artifacts.add(fields);
    write(RUNNING, Map.of());
  }

  void done() throws IOException {
    write(DONE, Map.of("exitCode", ExitCodes.DONE));
  }

  void failed(Throwable failure) throws IOException {
    write(
        FAILED, Map.of("exitCode", ExitCodes.of(failure), "message", ExitCodes.sentence(failure)));
  }

  private void write(String state, Map<String, Object> more) throws IOException {
    SortedMap<String, Object> fields = new TreeMap<>(more);
    fields.put("run", run);
    fields.put("state", state);
    fields.put("stage", stage);
    fields.put("pid", ProcessHandle.current().pid());
    fields.put("started", started.toString());
    fields.put("updated", Instant.now().toString());
    fields.put("artifacts", artifacts);
    fields.put("application", application);
    fields.put("submission", submission);
    store.hadoop().fileSystem(folder).mkdirs(folder);
    file.replace(Json.pretty(fields));
  }
}
