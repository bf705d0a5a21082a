package io.github.rolecall.testkit.http;

/**
 * What a message begins with.
 *
 * @param startLine the request or status line
 */
public record MessageHead(String startLine, Headers headers) {}
