<?php
// The settings of the WordPress that is measured: those of Debian's package where nothing stands here. It lies in
// the copy of the package's files, so that neither they nor /etc/wordpress are touched.

define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:' . dirname( __DIR__ ) . '/mariadb/socket' );
define( 'DB_CHARSET', 'utf8mb4' );
$table_prefix = 'wp_';

// The load names many ports of its host; one address would turn all others away to itself.
$host = $_SERVER['HTTP_HOST'] ?? 'localhost';
define( 'WP_HOME', "http://$host" );
define( 'WP_SITEURL', "http://$host" );

// It is answered from here alone: no tasks beside the pages, nobody asked for updates.
define( 'DISABLE_WP_CRON', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );

// Nobody signs in, so they need not be secret; without them every page would read them from the database.
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $use ) {
	define( "{$use}_KEY", hash( 'sha256', __DIR__ . $use ) );
	define( "{$use}_SALT", hash( 'sha256', $use . __DIR__ ) );
}

if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
