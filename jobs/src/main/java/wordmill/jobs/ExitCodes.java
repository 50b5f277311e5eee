package wordmill.jobs;

import java.util.Optional;
import wordmill.config.BadInputException;
import wordmill.store.LeaseHeldException;

/** What the process's end says. */
final class ExitCodes {
  static final int DONE = 0;

  /** Our defect. */
  static final int DEFECT = 1;

  /** The user's input: the sentence says what to mend. */
  static final int BAD_INPUT = 2;

  /** Somebody else holds the output: try again later (EX_TEMPFAIL of sysexits.h). */
  static final int HELD = 75;

  /** A cluster could not be reached or was lost: try again later (EX_UNAVAILABLE). */
  static final int UNAVAILABLE = 69;

  private static final int DEEPEST = 50;

  private ExitCodes() {}

  static int of(Throwable failure) {
    if (failure instanceof ClusterRunException ended) {
      return ended.exitCode();
    }
    if (BadInputException.behind(failure).isPresent()) {
      return BAD_INPUT;
    }
    return held(failure).isPresent() ? HELD : DEFECT;
  }

  /** One sentence for a person. */
  static String sentence(Throwable failure) {
    if (failure instanceof ClusterRunException) {
      return failure.getMessage();
    }
    return BadInputException.behind(failure)
        .map(Throwable::getMessage)
        .or(() -> held(failure).map(Throwable::getMessage))
        .orElseGet(failure::toString);
  }

  private static Optional<LeaseHeldException> held(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof LeaseHeldException held) {
        return Optional.of(held);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
