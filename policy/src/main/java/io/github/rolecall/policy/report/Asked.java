package io.github.rolecall.policy.report;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.Request;
import java.util.Optional;

/**
 * What a report answers.
 *
 * @param policy as it was read; empty if none was given
 */
public record Asked(Request request, Optional<JsonValue> policy) {}
