/**
 * What all packages of the specification share: YAML files, faults in them, and names made from
 * their texts. Each step of the road from the specification's files to the server is a package
 * below this one.
 *
 * <p>Knows OpenAPI and nothing of HTTP servers, stores or Matrix; its operations could be anyone's.
 * It is compiled before everything else, because the rest is generated with it.
 */
@NullMarked
package io.todevice.spec;

import org.jspecify.annotations.NullMarked;
