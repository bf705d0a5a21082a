package io.github.rolecall.testkit.http;

/**
 * The start line and the header fields of a message.
 *
 * @param startLine the request or status line
 */
public record MessageHead(String startLine, Headers headers) {}
