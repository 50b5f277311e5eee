package wordmill.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import wordmill.config.BadInputException;

/** Failures of a file system that the user can mend: a full disk, a missing right, a wrong host. */
public final class FileTrouble {
  private static final int DEEPEST = 50;

  private FileTrouble() {}

  /**
   * The sentence for a failure while working on {@code place}, if it is one the user can mend; a
   * task's failure arrives wrapped in Spark's own exceptions.
   */
  public static Optional<BadInputException> behind(Throwable failure, Object place) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      Optional<String> trouble = trouble(cause);
      if (trouble.isPresent()) {
        return Optional.of(
            new BadInputException(
                "%s while working on %s (%s)", trouble.get(), place, firstLine(cause)));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<String> trouble(Throwable cause) {
    if (!(cause instanceof IOException) && !(cause instanceof FSError)) {
      return Optional.empty();
    }
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space left on device")
        || message.contains("quota")
        || message.contains("not enough space")) {
      return Optional.of("No space left on device");
    }
    if (cause instanceof AccessDeniedException
        || cause instanceof AccessControlException
        || message.contains("permission denied")) {
      return Optional.of("Permission denied");
    }
    if (message.contains("read-only file system")) {
      return Optional.of("The file system is read-only");
    }
    if (cause instanceof UnsupportedFileSystemException
        || message.contains("no filesystem for scheme")) {
      return Optional.of("There is no such kind of file system");
    }
    if (cause instanceof java.net.UnknownHostException
        || cause instanceof java.net.ConnectException) {
      return Optional.of("The file system cannot be reached");
    }
    return Optional.empty();
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
