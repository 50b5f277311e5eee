package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import wordmill.averaging.Clipping;

final class NetworkWarmUpTest {
  /** Counts how often all of its steps are asked for. */
  private static final class Counted extends AbstractList<MultiDataSet> {
    private final List<MultiDataSet> steps = TinyGraphs.batches(3, DataType.FLOAT);
    private int rounds;

    @Override
    public Iterator<MultiDataSet> iterator() {
      rounds++;
      return super.iterator();
    }

    @Override
    public MultiDataSet get(int step) {
      return steps.get(step);
    }

    @Override
    public int size() {
      return steps.size();
    }
  }

  @Test
  void aRoundIsTrainedAndNoMoreOnceATrainingHasBegun() {
    NetworkWarmUp.end();
    Counted steps = new Counted();
    NetworkWarmUp.train(
        TinyGraphs.dense(new Adam(0.1), DataType.FLOAT).getConfiguration(),
        Clipping.byNorm(1),
        steps);
    assertThat(steps.rounds).isEqualTo(1);
  }
}
