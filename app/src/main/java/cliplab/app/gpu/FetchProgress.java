// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu;

/**
 * How far a fetch is.
 *
 * @param bytes here, compressed, those of earlier tries included
 * @param of bytes in all
 * @param file that is at work
 * @param unpacking whether it is being unpacked, and not fetched
 */
public record FetchProgress(long bytes, long of, String file, boolean unpacking) {}
