using HeyGem.Core.Voice.Words;

namespace HeyGem.Benchmarks.Words;

/// <summary>Classes of the phones of flite, as models/training/phones.py has them; other names are espeak-ng's.</summary>
internal static class FlitePhones
{
    private static readonly Dictionary<string, string> _american = (
        "aa a,ae ae,ah ah,ao ao,aw a uh,ax ax,axr er,ay a ih,b p,ch sh,d t,dh th,dx t,eh eh,el ax l,em p,en ax t,er er,ey e i,f f,g k,hh h,"
        + "hv h,ih ih,iy i,jh sh,k k,l l,m p,n t,nx t,ng k,ow o uh,oy ao ih,p p,r r,s s,sh sh,t t,th th,uh uh,uw u,v f,w w,y j,z s,zh sh,"
        + "pau sil,brth sil,ssil sil").Split(',').Select(row => row.Split(' ', 2)).ToDictionary(row => row[0], row => row[1]);

    public static IReadOnlyList<byte> ClassesOf(SoundClasses classes, string phone) =>
        _american.TryGetValue(phone, out var names) && (phone.Length > 1 || "bdfghklmnprstvwyz".Contains(phone[0]))
            ? [.. names.Split(' ').Select(classes.IndexOf)] : classes.OfPhone(phone);
}
