package wordmill.nn;

import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import wordmill.training.DescentOptions;

/** DL4J's updaters; their rate comes with each step. */
public final class Updaters {
  private Updaters() {}

  public static IUpdater of(DescentOptions options) {
    return switch (options.updater()) {
      case SGD -> new Sgd(1);
      case MOMENTUM -> new Nesterovs(1, options.momentum());
      case ADAM -> new VectorAdam();
    };
  }
}
