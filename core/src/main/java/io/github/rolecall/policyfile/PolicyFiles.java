package io.github.rolecall.policyfile;

import io.github.rolecall.config.YamlDocument;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.policy.read.PolicyFile;
import io.github.rolecall.policy.read.PolicyReader;

/** Reads trust policies with the JSON and YAML parsers of this project. */
public final class PolicyFiles {
  private static final PolicyReader READER =
      new PolicyReader(JsonReader::document, YamlDocument::read);

  private PolicyFiles() {}

  /** Reads a text in any form; see {@link PolicyReader#read}. It throws the same. */
  public static PolicyFile read(String text) {
    return READER.read(text);
  }
}
