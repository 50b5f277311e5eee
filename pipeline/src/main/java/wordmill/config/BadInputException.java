package wordmill.config;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Optional;

/**
 * Something the person running Wordmill can mend: one sentence with the key or path, what was given
 * and what is allowed. Shown without a stack trace; the process ends with code 2.
 */
public class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The sentence, formatted as by {@link String#format}. */
  @FormatMethod
  public BadInputException(@FormatString String sentence, Object... values) {
    super(String.format(sentence, values));
  }

  /** Throws with the formatted sentence unless {@code holds}. */
  @FormatMethod
  public static void check(boolean holds, @FormatString String sentence, Object... values) {
    if (!holds) {
      throw new BadInputException(sentence, values);
    }
  }

  /** The bad input behind a failure: a task's arrives wrapped in Spark's own exceptions. */
  public static Optional<BadInputException> behind(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 50; depth++) {
      if (cause instanceof BadInputException found) {
        return Optional.of(found);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
