package wordmill.jobs;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.metrics.source.Source;

/**
 * What a training tells of itself, as gauges in Spark's metrics system: {@code
 * <application>.driver.wordmill.<figure>}. NaN while nothing is trained.
 */
final class TrainingMetrics implements Source {
  /** Names of gauges, in lower case with underscores. */
  enum Figure {
    /** Words of the text, tokens of targets: what the live line counts. */
    TOKENS_PER_SECOND,
    /** The rate of the last step. */
    LEARNING_RATE,
    /** Mean, in nats; of word2vec a pair's, of networks a token's in the epoch so far. */
    LOSS,
    PERPLEXITY,
    /** Mean of the last round's steps, before it is clipped. */
    GRADIENT_NORM,
    EPOCH,
    /** The last round, training and averaging. */
    ROUND_SECONDS,
    /** Of it what came beyond the slowest replica's steps. */
    AVERAGING_SECONDS
  }

  private final MetricRegistry registry = new MetricRegistry();

  /**
   * @param line of the training that runs now
   */
  TrainingMetrics(Supplier<Optional<TrainingLine>> line) {
    for (Figure figure : Figure.values()) {
      Gauge<Double> gauge =
          () ->
              line.get()
                  .map(TrainingLine::figures)
                  .orElse(Map.of())
                  .getOrDefault(figure, Double.NaN);
      registry.register(figure.name().toLowerCase(Locale.ROOT), gauge);
    }
  }

  @Override
  public String sourceName() {
    return "wordmill";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }
}
