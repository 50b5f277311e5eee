package wordmill.jobs;

import java.util.Optional;

/** Which program this is, as its jar's manifest says. */
final class Version implements picocli.CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"wordmill " + revision()};
  }

  /** The version, or {@code unknown} outside a jar. */
  static String revision() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }
}
