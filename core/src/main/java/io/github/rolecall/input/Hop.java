package io.github.rolecall.input;

/**
 * One role of the chain, as the user described it.
 *
 * @param target ARN or name of the role
 * @param inputs the options that are for this role, under the names that the user wrote
 * @param last whether it is the role that the user gets
 * @param tagged whether the session also gets the tags of the CI run
 */
public record Hop(String target, Inputs inputs, boolean last, boolean tagged) {}
