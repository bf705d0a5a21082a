package io.github.rolecall.action;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one block of a page runs, and what the page says about where it runs.
 *
 * @param place page and line, for people
 * @param page the page, from the root of the repository
 * @param section the heading above
 * @param above the paragraph directly above, which names the programs that the block needs
 * @param kind what the block brings with it
 * @param block the block as it stands
 * @param text the lines that run
 * @param variables what the block sets for them
 */
record PageScript(
    String place,
    String page,
    String section,
    String above,
    Kind kind,
    String block,
    String text,
    Map<String, String> variables) {

  /** What the block brings with it. */
  enum Kind {
    /** {@code rolecall}: the job image, or an image or a laptop that has it. */
    COMMAND,
    /** A job without {@code rolecall}, which downloads the jar or fails. */
    DOWNLOAD,
    /** A workflow of GitHub, which uses the action. */
    WORKFLOW
  }

  /** Programs that the image does not have, and how the paragraph above names them. */
  private static final Map<String, List<String>> NAMED =
      Map.of(
          "AWS CLI", List.of("aws"),
          "Java", List.of("java"),
          "curl", List.of("curl"),
          "npm", List.of("npm", "node"),
          "jq", List.of("jq"),
          "buildkite-agent", List.of("buildkite-agent"),
          "sem-version", List.of("sem-version"));

  /** The programs beyond those of the image that the paragraph above says are there. */
  List<String> programs() {
    return NAMED.entrySet().stream()
        .filter(entry -> Pattern.compile("\\b" + entry.getKey() + "\\b").matcher(above).find())
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  /** Whether the shipped image has all that the block needs, or installs it. */
  boolean runsInTheImage() {
    return kind == Kind.COMMAND && programs().stream().allMatch(this::isInstalled);
  }

  private boolean isInstalled(String program) {
    return program.equals("buildkite-agent")
        || (program.equals("aws") && text.contains("apt-get install"));
  }

  /** These lines with other texts for what is different on each machine. */
  PageScript with(Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return new PageScript(place, page, section, above, kind, block, filled, variables);
  }

  @Override
  public String toString() {
    return place + " " + text.lines().findFirst().orElse("");
  }
}
