/**
 * A small HTTP/1.1 server and client on loopback sockets. It is written by hand because a simulator
 * must also misbehave: cut a body short, reset a connection or never answer, which no server API
 * offers. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.http;

import org.jspecify.annotations.NullMarked;
