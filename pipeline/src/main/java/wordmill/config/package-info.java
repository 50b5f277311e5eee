/**
 * Configuration. In: a HOCON file, {@code --set} options and {@code reference.conf}, which lists
 * every key with its default and a comment. Out: {@link wordmill.config.Settings} with typed
 * getters, from which each stage builds its options record. What a person can mend is told by a
 * {@link wordmill.config.BadInputException}: one sentence, no trace, exit code 2.
 */
package wordmill.config;
