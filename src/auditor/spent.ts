/** "0,4 detik", "12 detik", "3 menit 5 detik", "2 jam 4 menit", "3 hari 2 jam"; null: "–". */
export function spent(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 10) return `${seconds.toFixed(1).replace('.', ',')} detik`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} detik`;
  const [minutes, hours, days] = [Math.floor(whole / 60), Math.floor(whole / 3600), Math.floor(whole / 86_400)];
  if (minutes < 60) return joined(minutes, 'menit', whole % 60, 'detik');
  if (hours < 24) return joined(hours, 'jam', minutes % 60, 'menit');
  return joined(days, 'hari', hours % 24, 'jam');
}

function joined(large: number, largeName: string, small: number, smallName: string): string {
  return small === 0 ? `${large} ${largeName}` : `${large} ${largeName} ${small} ${smallName}`;
}
