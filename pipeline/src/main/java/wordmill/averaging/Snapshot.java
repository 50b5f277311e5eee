package wordmill.averaging;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HashedOutput;
import wordmill.store.StageResult;

/**
 * A training between two rounds: all that the next round needs. On disk: {@code parameters.numbers}
 * and {@code updater-state.numbers}, raw little-endian numbers, {@code replica-*.numbers} where
 * replicas keep updater states of their own, and {@code replica-*.carried}, the state of recurrent
 * layers; the rest are metrics of the manifest.
 *
 * @param epoch from 0
 * @param nextRound from 0; the number of the epoch's rounds where all are done
 * @param step updates that the parameters have had
 * @param epochSums of the epoch's rounds so far
 * @param parameters merged
 * @param updaterState merged; none where there is none, or replicas keep their own
 * @param own in replica order
 */
public record Snapshot(
    int epoch,
    int nextRound,
    long step,
    RoundSums epochSums,
    NumberBlocks parameters,
    NumberBlocks updaterState,
    List<ReplicaState> own) {
  private static final String PARAMETERS = "parameters.numbers";
  private static final String UPDATER_STATE = "updater-state.numbers";
  private static final String OWN = "replica-%05d.numbers";
  private static final String CARRIED = "replica-%05d.carried";

  public Snapshot {
    own = List.copyOf(own);
  }

  /** Writes the files, from the driver; see {@link wordmill.store.Checkpoints#save}. */
  public StageResult writeTo(ArtifactFolder out) throws IOException {
    List<DataFile> files = new ArrayList<>();
    files.add(write(out, PARAMETERS, parameters));
    files.add(write(out, UPDATER_STATE, updaterState));
    for (int replica = 0; replica < own.size(); replica++) {
      files.add(write(out, String.format(OWN, replica), own.get(replica).own()));
      try (HashedOutput file = out.write(String.format(CARRIED, replica))) {
        file.write(own.get(replica).carried());
        files.add(file.finish());
      }
    }
    return new StageResult(files, metrics());
  }

  private static DataFile write(ArtifactFolder out, String name, NumberBlocks numbers)
      throws IOException {
    try (HashedOutput file = out.write(name)) {
      for (int b = 0; b < numbers.count(); b++) {
        file.write(numbers.block(b));
      }
      return file.finish();
    }
  }

  private SortedMap<String, Object> metrics() {
    SortedMap<String, Object> metrics = new TreeMap<>();
    metrics.put("epoch", (long) epoch);
    metrics.put("next-round", (long) nextRound);
    metrics.put("step", step);
    metrics.put("replicas", (long) own.size());
    metrics.put("precision", parameters.precision().name());
    metrics.put("loss", epochSums.loss());
    metrics.put("examples", epochSums.examples());
    metrics.put("steps", epochSums.steps());
    metrics.put("gradient-norms", epochSums.gradientNorms());
    metrics.put("gradient-norm-max", epochSums.gradientNormMax());
    metrics.put("clipped-steps", epochSums.clippedSteps());
    metrics.put("parameter-norm", epochSums.parameterNorm());
    metrics.put("rate", epochSums.rate());
    metrics.put("training-seconds", epochSums.trainingSeconds());
    return metrics;
  }

  /**
   * Reads what {@link #writeTo} wrote, after checking every file.
   *
   * @throws BadInputException naming the file that is damaged
   */
  public static Snapshot read(Artifact written) throws IOException {
    Precision precision = Precision.valueOf(written.text("precision"));
    List<ReplicaState> own = new ArrayList<>();
    for (int replica = 0; replica < written.count("replicas"); replica++) {
      byte[] carried;
      try (DataInputStream in = open(written, String.format(CARRIED, replica))) {
        carried = in.readAllBytes();
      }
      own.add(new ReplicaState(carried, numbers(written, String.format(OWN, replica), precision)));
    }
    return new Snapshot(
        (int) written.count("epoch"),
        (int) written.count("next-round"),
        written.count("step"),
        sums(written),
        numbers(written, PARAMETERS, precision),
        numbers(written, UPDATER_STATE, precision),
        own);
  }

  private static RoundSums sums(Artifact written) {
    return new RoundSums(
        written.number("loss"),
        written.count("examples"),
        written.count("steps"),
        written.number("gradient-norms"),
        written.number("gradient-norm-max"),
        written.count("clipped-steps"),
        written.number("parameter-norm"),
        written.number("rate"),
        written.number("training-seconds"));
  }

  private static NumberBlocks numbers(Artifact written, String name, Precision precision)
      throws IOException {
    DataFile file = file(written, name);
    long length = file.bytes() / precision.bytes();
    List<byte[]> blocks = new ArrayList<>();
    try (DataInputStream in = open(written, name)) {
      for (int b = 0; b < NumberBlocks.blocksOf(length, precision); b++) {
        byte[] block = new byte[NumberBlocks.bytesOf(b, length, precision)];
        in.readFully(block);
        blocks.add(block);
      }
    }
    return new NumberBlocks(precision, blocks);
  }

  private static DataInputStream open(Artifact written, String name) throws IOException {
    return new DataInputStream(
        new BufferedInputStream(written.folder().read(file(written, name)), 1 << 16));
  }

  private static DataFile file(Artifact written, String name) {
    List<DataFile> found = written.files(name);
    BadInputException.check(
        found.size() == 1, "%s has no %s: it is no snapshot", written.folder().path(), name);
    return found.get(0);
  }
}
