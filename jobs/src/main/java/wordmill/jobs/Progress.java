package wordmill.jobs;

import java.io.Closeable;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How far a stage is, for a person: on a terminal one line that changes, else a line when a stage
 * starts and ends and every 10 seconds between. Rate and remaining time go by the tasks that Spark
 * has announced so far, or by the words or tokens read where a stage tells of them.
 */
final class Progress implements Closeable {
  private static final long TICK_MILLIS = 250;
  private static final long PLAIN_NANOS = 10_000_000_000L;
  private static final String CLEAR = "\r\u001B[K";

  private final PrintStream err;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final ScheduledExecutorService ticker;

  private String stage = "";
  private long begun;
  private long told;
  private int announced;
  private int finished;
  private Optional<TrainingLine> training = Optional.empty();
  private long trainingTold;

  private Progress(PrintStream err, boolean terminal, LongSupplier nanos, boolean ticking) {
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    if (ticking) {
      Future<?> unused =
          ticker.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Progress that tells by itself. */
  static Progress on(PrintStream err) {
    return new Progress(err, Boolean.getBoolean("wordmill.terminal"), System::nanoTime, true);
  }

  /** Progress that tells when it is ticked. */
  static Progress manual(PrintStream err, boolean terminal, LongSupplier nanos) {
    return new Progress(err, terminal, nanos, false);
  }

  synchronized void begin(String name) {
    stage = name;
    begun = nanos.getAsLong();
    told = begun;
    announced = 0;
    finished = 0;
    training = Optional.empty();
    if (terminal) {
      tick();
    } else {
      err.println(name + ": started");
    }
  }

  /** A line of its own about the stage. */
  synchronized void note(String text) {
    err.println((terminal ? CLEAR : "") + stage + ": " + text);
  }

  /** From now on the stage's line is about what is learned, not tasks. */
  synchronized void train(TrainingLine told) {
    training = Optional.of(told);
    trainingTold = nanos.getAsLong();
  }

  /** What was told of the training that runs, if one does. */
  synchronized Optional<TrainingLine> training() {
    return training;
  }

  synchronized void announce(int tasks) {
    announced += tasks;
  }

  synchronized void finishTask() {
    finished = Math.min(finished + 1, announced);
  }

  /** Takes back tasks that Spark announced and need not run. */
  synchronized void withdraw(int tasks) {
    announced = Math.max(finished, announced - tasks);
  }

  synchronized void tick() {
    if (stage.isEmpty()) {
      return;
    }
    long now = nanos.getAsLong();
    if (terminal) {
      err.print(CLEAR + stage + ": " + line(now));
      err.flush();
    } else if (now - told >= PLAIN_NANOS) {
      told = now;
      err.println(stage + ": " + line(now));
    }
  }

  private String line(long now) {
    return training.isPresent() ? training.get().of((now - trainingTold) / 1e9) : taskLine(now);
  }

  private String taskLine(long now) {
    double seconds = Math.max(1e-3, (now - begun) / 1e9);
    if (announced == 0) {
      return String.format("%.0f s", seconds);
    }
    double rate = finished / seconds;
    String left =
        finished == 0 ? "" : String.format(", about %.0f s left", (announced - finished) / rate);
    return String.format(
        "%d/%d tasks, %.1f tasks/s, %.0f s%s", finished, announced, rate, seconds, left);
  }

  synchronized void end(double seconds) {
    String speed = training.map(told -> ", " + told.speed()).orElse("");
    finish(String.format("done in %.1f s%s", seconds, speed));
  }

  synchronized void fail() {
    finish("failed");
  }

  private void finish(String how) {
    if (!stage.isEmpty()) {
      err.println((terminal ? CLEAR : "") + stage + ": " + how);
      stage = "";
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
