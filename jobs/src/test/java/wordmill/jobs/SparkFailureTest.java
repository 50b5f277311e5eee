package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wordmill.SharedSpark;
import wordmill.config.BadInputException;

/** What a person is told of a failure that arrives from a task in Spark's wrapping. */
@Tag("spark")
class SparkFailureTest {
  /** A special case of bad input, as a training that diverges. */
  private static final class Diverged extends BadInputException {
    private static final long serialVersionUID = 1L;

    Diverged() {
      super("training diverged in epoch %d; lower word2vec.rate", 2);
    }
  }

  @Test
  void specialBadInputOfATaskIsOneSentenceAndCode2() {
    JavaRDD<Integer> numbers = SharedSpark.context().parallelize(List.of(1, 2), 2);
    Throwable failure =
        catchThrowable(
            () ->
                numbers.foreach(
                    number -> {
                      throw new Diverged();
                    }));
    assertThat(failure).isNotInstanceOf(BadInputException.class);
    assertThat(ExitCodes.of(failure)).isEqualTo(2);
    assertThat(ExitCodes.sentence(failure))
        .isEqualTo("training diverged in epoch 2; lower word2vec.rate");
  }
}
