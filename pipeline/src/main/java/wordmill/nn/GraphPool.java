package wordmill.nn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Graphs of this JVM that tasks borrow, since making one takes longer than a round's averaging.
 * There are never more than tasks have run side by side, and idle ones of another training are let
 * go when one is borrowed.
 */
final class GraphPool {
  private static final Deque<Idle> IDLE = new ArrayDeque<>();

  static {
    Nd4j.getMemoryManager().togglePeriodicGc(false); // it stops all threads every few seconds
  }

  private GraphPool() {}

  private record Idle(String training, ComputationGraph graph) {}

  /** A graph of the training; any other tenant's parameters and states are still in it. */
  static ComputationGraph borrow(String training, Supplier<ComputationGraph> made) {
    synchronized (IDLE) {
      IDLE.removeIf(idle -> !idle.training().equals(training));
      if (!IDLE.isEmpty()) {
        return IDLE.pop().graph();
      }
    }
    return made.get();
  }

  /** Not to be called with a graph that a failure has left half-way. */
  static void giveBack(String training, ComputationGraph graph) {
    synchronized (IDLE) {
      IDLE.push(new Idle(training, graph));
    }
  }
}
