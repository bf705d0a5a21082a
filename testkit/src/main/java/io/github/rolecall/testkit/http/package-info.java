/**
 * A small HTTP/1.1 server and client on loopback sockets. It does not use a server library, because
 * a simulator must also misbehave: truncate a body, reset a connection or never respond. No server
 * API offers this. Not an API: may change in any release.
 */
@NullMarked
package io.github.rolecall.testkit.http;

import org.jspecify.annotations.NullMarked;
