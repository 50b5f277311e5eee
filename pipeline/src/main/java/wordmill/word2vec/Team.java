package wordmill.word2vec;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads of one task that work side by side; the caller's is the first of them. */
final class Team implements Closeable {
  private final int threads;
  private final ExecutorService others;

  Team(int threads) {
    this.threads = threads;
    this.others = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1);
  }

  int threads() {
    return threads;
  }

  /** What one thread does. */
  @FunctionalInterface
  interface Work {
    void run(int thread) throws IOException;
  }

  /** One of many pieces of work, whichever thread it falls to. */
  @FunctionalInterface
  interface Numbered {
    void run(int thread, int number) throws IOException;
  }

  /**
   * Every thread does the work once. Returns when all are done.
   *
   * @throws IOException or an unchecked exception, the first thread's that failed
   */
  void all(Work work) throws IOException {
    if (threads == 1) {
      work.run(0);
      return;
    }
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 1; thread < threads; thread++) {
      int number = thread;
      running.add(
          others.submit(
              () -> {
                work.run(number);
                return null;
              }));
    }
    boolean done = false;
    try {
      work.run(0);
      for (Future<?> one : running) {
        one.get();
      }
      done = true;
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
      if (!done) {
        others.shutdownNow(); // nobody waits for the rest
      }
    }
  }

  /** Numbers 0 to {@code count - 1} are given out one by one to threads that have nothing to do. */
  void each(int count, Numbered work) throws IOException {
    AtomicInteger next = new AtomicInteger();
    all(
        thread -> {
          for (int number; (number = next.getAndIncrement()) < count; ) {
            checkInterrupted();
            work.run(thread, number);
          }
        });
  }

  /**
   * Ends work that nobody waits for.
   *
   * @throws IllegalStateException if another thread has failed, or the task was killed
   */
  static void checkInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while training");
    }
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdownNow();
    }
  }
}
