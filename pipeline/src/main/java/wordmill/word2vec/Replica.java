package wordmill.word2vec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import wordmill.linalg.SamplingKernel;

/** An input block and an output block, and the threads that train them. */
final class Replica {
  private final FrequentRows input;
  private final FrequentRows output;
  private final int width;
  private final int threads;

  Replica(WordBlock input, WordBlock output, int threads) {
    this.input = new FrequentRows(input, threads);
    this.output = new FrequentRows(output, threads);
    this.width = input.width();
    this.threads = threads;
  }

  FrequentRows input() {
    return input;
  }

  FrequentRows output() {
    return output;
  }

  int width() {
    return width;
  }

  /** What a thread does: it pulls work from a shared source until there is none. */
  @FunctionalInterface
  interface Worker {
    TrainingSums train(int thread) throws IOException;
  }

  /**
   * Runs the worker on all threads, the caller's being the first, and folds their work together.
   */
  TrainingSums train(Worker worker) throws IOException {
    SamplingKernel.warmUp();
    TrainingSums sums = threads == 1 ? worker.train(0) : together(worker);
    input.fold();
    output.fold();
    return sums;
  }

  private TrainingSums together(Worker worker) throws IOException {
    ExecutorService others = Executors.newFixedThreadPool(threads - 1);
    try {
      List<Future<TrainingSums>> running = new ArrayList<>();
      for (int thread = 1; thread < threads; thread++) {
        int number = thread;
        running.add(others.submit(() -> worker.train(number)));
      }
      TrainingSums sums = worker.train(0);
      for (Future<TrainingSums> one : running) {
        sums = sums.merge(one.get());
      }
      return sums;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } finally {
      others.shutdownNow();
    }
  }
}
