package io.github.rolecall.json;

import java.util.List;

/**
 * JSON as people write it. Repeated keys are reported, not refused.
 *
 * @param root as most parsers read it: the last one of equal keys counts
 * @param duplicates where a key is repeated: {@code Statement/0/Condition/StringEquals}
 */
public record JsonDocument(JsonValue root, List<String> duplicates) {}
