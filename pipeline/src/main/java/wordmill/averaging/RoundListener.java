package wordmill.averaging;

/** Is told of every round, on the driver, between this round and the next. */
@FunctionalInterface
public interface RoundListener {
  void afterRound(RoundReport report);
}
