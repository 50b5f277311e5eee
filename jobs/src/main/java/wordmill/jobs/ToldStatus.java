package wordmill.jobs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import wordmill.store.Json;
import wordmill.store.JsonObject;
import wordmill.store.SmallFile;
import wordmill.store.Store;

/**
 * What {@link RunStatus} wrote last, perhaps on another machine.
 *
 * @param state one of RunStatus' states
 * @param stage it is in, or ended in
 * @param application Spark's name of it; empty before Spark starts
 * @param submission who asked for it; empty if its driver was not handed to a cluster
 * @param started when its driver did, which YARN may start twice
 * @param exitCode of a run that ended, else 0
 * @param message of a run that failed, else empty
 */
record ToldStatus(
    String state,
    String stage,
    String application,
    String submission,
    String started,
    int exitCode,
    String message) {

  /** The status of a run, if it ever had one. */
  static Optional<ToldStatus> read(Store store, String run) throws IOException {
    Path path = new Path(RunStatus.folder(store, run), RunStatus.NAME);
    byte[] content;
    try {
      content = new SmallFile(store.hadoop(), path).read();
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    }
    JsonObject json = Json.parse(content, path.toString());
    return Optional.of(
        new ToldStatus(
            json.text("state"),
            json.text("stage"),
            json.has("application") ? json.text("application") : "",
            json.has("submission") ? json.text("submission") : "",
            json.text("started"),
            json.wholeIfThere("exitCode").orElse(0L).intValue(),
            json.has("message") ? json.text("message") : ""));
  }
}
