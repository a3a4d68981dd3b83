/** Functions of other databases' SQL that only read; PostgreSQL does not know them, or knows them by another name. */
const functions = new Set(
  `group_concat ifnull isnull nvl nvl2 nullif iif if decode convert try_convert try_cast getdate sysdate sysdatetime
  getutcdate now curdate curtime utc_timestamp unix_timestamp from_unixtime date_format date_add date_sub datediff dateadd datepart
  datename timestampdiff timestampadd str_to_date to_days last_day add_months months_between year month day dayofweek hour minute
  second week quarter len datalength charindex patindex stuff instr substring_index locate lcase ucase concat concat_ws
  find_in_set field elt space replicate isnumeric json_extract json_unquote json_value json_query json_length inet_ntoa inet_aton
  inet6_ntoa hex unhex md5 sha1 sha2 crc32 checksum count_if countif count_big sumif uniq uniqexact arrayjoin
  grouparray groupuniqarray tostartofhour tostartofminute tostartofday tostartofinterval todate todatetime formatreadablesize
  formatreadablequantity formatreadabletimedelta tostring toint32 toint64 touint32 touint64 quantile quantiles median any anylast
  argmax argmin object_id object_name schema_name db_name db_id user_name suser_name suser_sname host_name servername serverproperty
  databasepropertyex fileproperty file_name index_col col_name objectproperty connectionproperty sql_variant_property app_name
  database schema user current_user session_user connection_id uuid uuid_short gtid_subset gtid_subtract wait_for_executed_gtid_set is_free_lock is_used_lock version row_count found_rows last_insert_id
  round floor ceil ceiling abs mod power sqrt sum count avg min max lower upper trim ltrim rtrim substr substring left right lpad
  rpad length char_length replace coalesce greatest least cast date time timestamp extract date_trunc row_number rank dense_rank
  lag lead first_value last_value ntile percentile_cont percentile_disc listagg string_agg array_agg to_char to_date to_number
  sys_context userenv dbms_lob.getlength dbms_metadata.get_ddl rownum regexp_like regexp_extract regexp_contains safe_divide
  timestamp_sub timestamp_add timestamp_diff timestamp_trunc date_diff approx_count_distinct approx_quantiles format format_date
  arrayfilter arraymap arrayexists arrayall arraycount arraysum arrayelement arrayconcat arraysort arraydistinct arrayenumerate
  splitbychar splitbystring has hasany hasall length empty notempty multiif ifnull nullif assumenotnull tuple touuid
  touint8 touint16 toint8 toint16 tofloat32 tofloat64 todecimal32 todecimal64 todatetime64 todateorzero todatetimeornull
  tostartofyear tostartofmonth tostartofweek tostartofquarter tostartoffiveminutes toyyyymm toyyyymmdd parsedatetimebesteffort
  groupuniq grouparrayarray sumarray uniqcombined uniqcombined64 anyheavy topk maxmap summap runningdifference
  position positioncaseinsensitive match extractall lowerutf8 upperutf8 substringindex basename domain cutquerystring
  hostname uptime getsetting formatdatetime datediff dateadd datesub age timediff tounixtimestamp fromunixtimestamp
  simplejsonextractstring jsonextract jsonextractstring jsonextractint jsonextractraw visitparamextractstring bitand bitor
  clusterallreplicas cluster remote remotesecure numbers numbers_mt zeros generaterandom normalizequery normalizedqueryhash
  normalizequerykeepnames normalizedqueryhashkeepnames formatreadabledecimalsize formatreadablerows tolowcardinality touuid
  tostartoffifteenminutes tostartoftenminutes tostartofsecond tomonday tohour tominute tosecond tomonth toyear todayofmonth
  todayofweek toyyyymmddhhmmss torelativehournum subtracthours subtractdays subtractminutes subtractmonths addhours adddays
  addminutes now64 today yesterday intdiv intdivorzero modulo greatcircledistance splitbyregexp replaceregexpone replaceregexpall
  replaceone replaceall countsubstrings startswith endswith likeescape arraystringconcat arrayslice arrayjoin arrayreduce
  arrayfirst arraymax arraymin arrayavg arraycumsum mapkeys mapvalues mapcontains untuple tupleelement avgif minif maxif
  anyif uniqif sumwithoverflow quantileexact quantiletdigest quantileif grouparrayif simplelinearregression deltasum
  currentdatabase currentuser fqdn tcpport servertimezone timezone blocksize bar runningaccumulate transform
  ipv4numtostring ipv4stringtonum ipv6numtostring cityhash64 siphash64 xxhash64 hostname shardnum
  unnest generate_series hash farm_fingerprint total changes typeof julianday strftime datetime printf`.split(
    /\s+/,
  ),
)

/** Words that may stand before a bracket and call nothing. */
const words = new Set(
  `select from where and or not in exists any all some as on using over partition by values with union except intersect top then else when
  case between like interval distinct having limit offset join inner outer left right full cross apply lateral order group set is escape
  filter within varchar nvarchar char nchar decimal numeric varbinary binary float datetime2 int bigint time timestamp array map tuple
  recursive materialized rollup cube sets grouping unsigned signed exclude ilike regexp rlike end window rows range force use ignore
  index key nolock readuncommitted option maxdop xml path raw`.split(/\s+/),
)

/** Whether a function, as written (`db.name`), is one of another database that only reads. */
export function readsElsewhere(name: string): boolean {
  const low = name.toLowerCase()
  return functions.has(low) || /^(?:sys|information_schema|performance_schema)\.\w+$/.test(low)
}

/** The first thing in a statement's code that is called and not known only to read. */
export function foreignCall(code: string, isReader: (name: string) => boolean): string | undefined {
  for (const {1: name, index} of code.matchAll(/(?<![\w.$])([A-Za-z_][\w.$]*)\s*\(/g)) {
    const low = name!.toLowerCase()
    if (!words.has(low) && !readsElsewhere(low) && !isReader(low) && !namesColumns(code, index, name!.length))
      return name
  }
  return undefined
}

/** Whether the brackets behind a name hold the columns of what it names: `WITH a (b, c) AS (`, `… ) AS x (b)`. */
function namesColumns(code: string, at: number, length: number): boolean {
  if (/\b(?:as|with|recursive)\s+$/i.test(code.slice(Math.max(0, at - 30), at))) return true
  return /^\s*\([\w\s,[\]"]{0,4000}\)\s*as\s*\(/i.test(code.slice(at + length, at + length + 5000))
}
