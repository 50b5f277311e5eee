package wordmill.jobs;

import java.io.Closeable;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark, started when a stage first asks for it: a run that keeps everything never starts it. */
final class LazySpark implements Closeable {
  private final Supplier<SparkHandle> start;
  private Optional<SparkHandle> started = Optional.empty();
  private String stage = "";

  LazySpark(Supplier<SparkHandle> start) {
    this.start = start;
  }

  synchronized SparkHandle get() {
    SparkHandle handle = started.orElseGet(start);
    started = Optional.of(handle);
    handle.context().setJobDescription(stage);
    return handle;
  }

  /** What Spark's UI calls the jobs from now on. */
  synchronized void enter(String name) {
    stage = name;
  }

  /** The master of a Spark that ended before it was closed: its cluster dropped it. */
  synchronized Optional<String> lost() {
    return started
        .map(SparkHandle::context)
        .filter(context -> context.sc().isStopped())
        .map(JavaSparkContext::master);
  }

  @Override
  public synchronized void close() {
    started.ifPresent(SparkHandle::close);
    started = Optional.empty();
  }
}
